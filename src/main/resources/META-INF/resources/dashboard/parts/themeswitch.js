/** Light or dark. Goes back to following the system when the choice is what the system says anyway. */
import { html, useEffect, useState } from '../html.js';
import { Icon } from './icon.js';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const now = () => document.documentElement.dataset.theme ?? (systemIsDark.matches ? 'dark' : 'light');

export function ThemeSwitch() {
    const [theme, setTheme] = useState(now);
    useEffect(() => {
        const follow = () => setTheme(now());
        systemIsDark.addEventListener('change', follow);
        return () => systemIsDark.removeEventListener('change', follow);
    }, []);
    const other = theme === 'dark' ? 'light' : 'dark';
    const change = () => {
        choose(other);
        setTheme(other);
    };
    return html`
        <button type="button" class="button button-quiet button-square" onClick=${change}
                aria-label=${`Use the ${other} theme`} title=${`Use the ${other} theme`}>
            <${Icon} name=${other === 'dark' ? 'moon' : 'sun'} />
        </button>`;
}

function choose(theme) {
    const isSystems = theme === (systemIsDark.matches ? 'dark' : 'light');
    if (isSystems) {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = theme;
    }
    try {
        if (isSystems) {
            localStorage.removeItem('fleetstop.theme');
        } else {
            localStorage.setItem('fleetstop.theme', theme);
        }
    } catch {
        // Storage may be forbidden; then the choice lasts as long as the page.
    }
}
