// Buttons and menus below a message. Their clicks are heard by the list, since an edit keeps the elements and changes what they are.
import { element } from './element.js';

const styles = { 1: 'primary', 2: 'plain', 3: 'good', 4: 'danger', 5: 'link' };
const button = 2;
const link = 5;

const emojiOf = ({ emoji }) => (emoji?.name && !emoji.id ? `${emoji.name} ` : '');

const pressable = component => {
  const made = element(component.style === link ? 'a' : 'button', `component ${styles[component.style] ?? 'plain'}`);
  made.textContent = emojiOf(component) + (component.label ?? '');
  if (component.style === link) {
    made.href = component.url;
    made.target = '_blank';
    made.rel = 'noreferrer noopener';
  } else {
    made.type = 'button';
    made.dataset.customId = component.custom_id;
    if (component.disabled) made.setAttribute('disabled', '');
  }
  return made;
};

const choosable = component => {
  const made = element('select', 'component');
  made.dataset.customId = component.custom_id;
  made.setAttribute('aria-label', component.placeholder ?? 'Choose');
  if (component.disabled) made.setAttribute('disabled', '');
  const nothing = new Option(component.placeholder ?? 'Choose…', '');
  made.append(nothing, ...(component.options ?? []).map(option =>
    new Option(emojiOf(option) + option.label + (option.description ? ` — ${option.description}` : ''), option.value,
      option.default, option.default)));
  return made;
};

export const rows = components => components.map(row => {
  const made = element('div', 'row');
  made.append(...(row.components ?? []).map(each => (each.type === button ? pressable(each) : choosable(each))));
  return made;
});

export function playComponents(world, list) {
  const use = async (target, interaction) => {
    const message = target.closest('li[id^=m]').id.slice(1);
    target.setAttribute('aria-busy', 'true');
    await world.interact({ message, customId: target.dataset.customId, ...interaction });
    target.removeAttribute('aria-busy');
    if (target.matches('select')) target.value = '';
  };
  list.addEventListener('click', event => {
    const pressed = event.target.closest?.('button.component');
    if (pressed && !pressed.hasAttribute('aria-busy')) use(pressed, { type: 'button' });
  });
  list.addEventListener('change', event => {
    const chosen = event.target.closest?.('select.component');
    if (chosen && chosen.value) use(chosen, { type: 'select', values: [chosen.value] });
  });
}
