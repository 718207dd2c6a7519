/** Where ids are pasted, with what was made of them while one looks. */
import { html } from '../html.js';
import { MOST_IDS } from '../ids.js';
import { Fault, Field } from './field.js';

const MOST_FAULTS_SHOWN = 8;

/** @param read what {@link readIds} found in the text */
export function IdsField({ text, read, fault, onText }) {
    const { ids, repeats, faults } = read;
    const tooMany = ids.length - MOST_IDS;
    return html`
        <${Field} name="instanceIds" label="Instance ids" hint="Up to 100, separated by spaces, commas or new lines. Lists with quotes will do too."
                  fault=${fault}>
            ${given => html`
                <textarea class="input ids" rows="8" spellcheck=${false} autocapitalize="off" autocomplete="off" ...${given}
                          value=${text} placeholder="i-bp1a2b3c4d5e6f7g8h9i" onInput=${event => onText(event.currentTarget.value)}></textarea>`}
        <//>
        <p class="ids-count">
            <strong class=${tooMany > 0 ? 'tone-bad' : ''}>${ids.length}</strong> of ${MOST_IDS}
            ${repeats > 0 && ` · ${repeats} repeated, counted once`}
            ${faults.length > 0 && ` · ${faults.length} left out`}
        </p>
        ${tooMany > 0 && html`<${Fault} fault=${`${tooMany} too many: a job takes ${MOST_IDS} at most. Make a second one for the rest.`} />`}
        ${faults.length > 0 && html`
            <ul class="ids-faults">
                ${faults.slice(0, MOST_FAULTS_SHOWN).map(({ id, line, fault: why }, index) => html`
                    <li key=${`${index} ${id}`}>Line ${line}: <code>${shortened(id)}</code> ${why}</li>`)}
                ${faults.length > MOST_FAULTS_SHOWN && html`<li>and ${faults.length - MOST_FAULTS_SHOWN} more</li>`}
            </ul>`}`;
}

const shortened = id => id.length > 48 ? `${id.slice(0, 47)}…` : id;
