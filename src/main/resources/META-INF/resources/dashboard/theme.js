/* A plain script, run before anything is drawn. What was chosen wins over what the system says. */
try {
    const chosen = localStorage.getItem('fleetstop.theme');
    if (chosen === 'light' || chosen === 'dark') {
        document.documentElement.dataset.theme = chosen;
    }
} catch {
    // Storage may be forbidden; the system's theme is a good one.
}
