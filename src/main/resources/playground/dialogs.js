// Questions that the page asks in dialogs: names, confirmations, and the dialogs of bots.
import { element } from './element.js';

const button = (text, value, kind) => {
  const made = element('button', kind, text);
  made.type = 'submit';
  made.value = value;
  if (!value) made.formNoValidate = true;
  return made;
};

// Shows a dialog with these parts; gives its form's fields once it is sent off, or null. Where the focus was, it is again afterwards.
function show(title, parts, yes, kind = 'primary') {
  const dialog = element('dialog');
  const form = element('form');
  form.method = 'dialog';
  const heading = element('h2', '', title);
  heading.id = 'dialog-title';
  dialog.setAttribute('aria-labelledby', heading.id);
  const buttons = element('p', 'buttons');
  buttons.append(button('Cancel', '', ''), button(yes, 'yes', kind));
  form.append(heading, ...parts, buttons);
  dialog.append(form);
  document.body.append(dialog);
  return new Promise(resolve => {
    dialog.onclose = () => {
      const fields = new FormData(form);
      dialog.remove();
      resolve(dialog.returnValue === 'yes' ? fields : null);
    };
    // The last button is what Enter stands for; the first in the form would be Cancel.
    form.onkeydown = event => {
      if (event.key === 'Enter' && event.target.matches('input, select')) {
        event.preventDefault();
        form.requestSubmit(buttons.lastChild);
      }
    };
    dialog.showModal();
    form.querySelector('input, textarea, select')?.focus();
  });
}

const labelled = (label, field, hint) => {
  const made = element('label', 'field', label);
  made.append(field);
  if (hint) made.append(element('small', 'quiet', hint));
  return made;
};

export async function askName(title, yes, value = '') {
  const input = element('input');
  input.name = 'name';
  input.required = true;
  input.maxLength = 100;
  input.autocomplete = 'off';
  input.value = value;
  const fields = await show(title, [labelled('Name', input)], yes);
  return fields?.get('name').trim() || null;
}

export async function confirm(title, text, yes) {
  return Boolean(await show(title, [element('p', 'said', text)], yes, 'danger'));
}

// A bot's dialog; gives what was entered by the inputs' ids, or null.
export async function fillIn({ title, inputs }) {
  const parts = inputs.map(input => {
    const choice = Array.isArray(input.options);
    const field = element(choice ? 'select' : input.style === 2 ? 'textarea' : 'input');
    field.name = input.custom_id;
    field.required = input.required !== false;
    if (choice) {
      field.append(new Option(input.placeholder ?? 'Choose…', ''),
        ...input.options.map(option => new Option(option.label, option.value, option.default, option.default)));
    } else {
      field.value = input.value ?? '';
      field.placeholder = input.placeholder ?? '';
      field.maxLength = input.max_length ?? 4000;
      if (input.min_length) field.minLength = input.min_length;
      if (input.style === 2) field.rows = 4;
    }
    return labelled(input.label ?? input.custom_id, field, input.description);
  });
  const fields = await show(title, parts, 'Send');
  return fields && Object.fromEntries(fields);
}

// Dialogs with which bots answer commands and buttons.
export function playDialogs(world) {
  world.on('modal', async ({ id, modal }) => {
    const values = await fillIn(modal);
    if (values) world.interact({ type: 'modal', interaction: id, values });
  });
}
