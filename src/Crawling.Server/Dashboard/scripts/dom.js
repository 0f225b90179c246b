// What is written into the page comes from other sites: it goes in as text, never as markup.

export const byId = id => document.getElementById(id);

export function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
}

/** A copy of what a template holds. */
export const copyOf = template => byId(template).content.firstElementChild.cloneNode(true);

/** Writes values into the elements of these names; what has not changed is left alone, with its selection and focus. */
export function fill(root, values) {
    for (const [name, value] of Object.entries(values)) {
        const element = root.querySelector(`[data-field="${name}"]`);
        const text = String(value ?? "");
        if (element.textContent !== text) {
            element.textContent = text;
        }
    }
}

export function fieldOf(root, name) {
    return root.querySelector(`[data-field="${name}"]`);
}

/**
 * Shows an entry a row, in order. A row stays for as long as its entry does, so that its buttons keep the focus.
 * @param keyOf tells entries apart
 * @param update writes an entry into its row, which is new or has shown it before
 */
export function showRows(body, template, entries, keyOf, update) {
    const old = new Map([...body.children].map(row => [row.dataset.key, row]));
    let next = body.firstElementChild;
    for (const entry of entries) {
        const key = String(keyOf(entry));
        const row = old.get(key) ?? copyOf(template);
        row.dataset.key = key;
        old.delete(key);
        update(row, entry);
        if (row === next) {
            next = next.nextElementSibling;
        } else {
            body.insertBefore(row, next);
        }
    }

    for (const row of old.values()) {
        row.remove();
    }
}

/** Shows a table, or what is said where it would be empty. */
export function showEither(table, empty, hasRows) {
    table.hidden = !hasRows;
    empty.hidden = hasRows;
}

/** Shows the line of an error in an element; none: hides it. */
export function showError(element, error) {
    element.textContent = error?.message ?? "";
    element.hidden = !error;
}
