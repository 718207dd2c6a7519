/** Form fields: each with its label, a hint, and what is wrong with it where it is wrong. */
import { html, useId } from '../html.js';
import { Icon } from './icon.js';

/** @param children a function that gets the attributes the field itself must have */
export function Field({ name, label, hint, fault, children }) {
    const id = useId();
    const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(part => part).join(' ');
    return html`
        <div class=${fault ? 'field is-wrong' : 'field'}>
            <label for=${id}>${label}</label>
            ${children({ id, name, 'aria-describedby': described || undefined, 'aria-invalid': fault ? 'true' : undefined })}
            ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
            <${Fault} id=${`${id}-fault`} fault=${fault} />
        </div>`;
}

export function Fault({ id, fault }) {
    return fault && html`<p class="field-fault" id=${id}><${Icon} name="warning" /><span>${fault}</span></p>`;
}

export function TextField({ label, hint, fault, name, value, onValue, type = 'text', ...rest }) {
    return html`
        <${Field} name=${name} label=${label} hint=${hint} fault=${fault}>
            ${given => html`<input class="input" type=${type} value=${value} autocomplete="off" ...${rest} ...${given}
                                   onInput=${event => onValue(event.currentTarget.value)} />`}
        <//>`;
}

export function SelectField({ label, hint, fault, name, value, options, onValue }) {
    return html`
        <${Field} name=${name} label=${label} hint=${hint} fault=${fault}>
            ${given => html`
                <select class="input" ...${given} value=${value} onChange=${event => onValue(event.currentTarget.value)}>
                    ${options.map(([key, word]) => html`<option key=${key} value=${key} selected=${key === value}>${word}</option>`)}
                </select>`}
        <//>`;
}

/** One of a few, each with what it means. */
export function ChoiceField({ legend, name, value, options, fault, onValue }) {
    const id = useId();
    return html`
        <fieldset class="choices" aria-describedby=${fault ? `${id}-fault` : undefined}>
            <legend>${legend}</legend>
            <div class="choices-row">
                ${options.map(([key, word, meaning]) => html`
                    <label key=${key} class="choice">
                        <input type="radio" name=${name} value=${key} checked=${key === value} onChange=${() => onValue(key)} />
                        <span><strong>${word}</strong><span class="hint">${meaning}</span></span>
                    </label>`)}
            </div>
            <${Fault} id=${`${id}-fault`} fault=${fault} />
        </fieldset>`;
}

export function CheckField({ name, label, hint, checked, fault, onValue }) {
    const id = useId();
    return html`
        <div class="field">
            <label class="choice">
                <input type="checkbox" name=${name} checked=${checked} aria-describedby=${fault ? `${id}-fault` : undefined}
                       onChange=${event => onValue(event.currentTarget.checked)} />
                <span><strong>${label}</strong><span class="hint">${hint}</span></span>
            </label>
            <${Fault} id=${`${id}-fault`} fault=${fault} />
        </div>`;
}
