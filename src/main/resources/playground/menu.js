// A menu at a place in the page: arrow keys walk it, Escape closes it, and the focus goes back to where it was.
import { element } from './element.js';

let close = () => {};

// Items are { label, action, danger } or { group: 'a heading' }.
export function openMenu(label, items, x, y) {
  close();
  const before = document.activeElement;
  const menu = element('div', 'menu');
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', label);
  let into = menu;
  for (const item of items) {
    if (item.group) {
      into = element('div', 'group');
      into.setAttribute('role', 'group');
      into.setAttribute('aria-label', item.group);
      const heading = element('div', 'heading', item.group);
      heading.setAttribute('aria-hidden', 'true');
      into.append(heading);
      menu.append(into);
      continue;
    }
    const button = element('button', item.danger ? 'bad' : '', item.label);
    button.type = 'button';
    button.setAttribute('role', 'menuitem');
    button.tabIndex = -1;
    button.onclick = () => {
      close();
      item.action();
    };
    into.append(button);
  }
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;

  const buttons = [...menu.querySelectorAll('button')];
  menu.onkeydown = event => {
    const at = buttons.indexOf(document.activeElement);
    const next = {
      ArrowDown: buttons[(at + 1) % buttons.length],
      ArrowUp: buttons[(at + buttons.length - 1) % buttons.length],
      Home: buttons[0],
      End: buttons.at(-1),
    }[event.key];
    if (next) next.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const outside = event => {
    if (!menu.contains(event.target)) close(false);
  };
  document.addEventListener('pointerdown', outside, true);
  close = (giveBack = true) => {
    close = () => {};
    document.removeEventListener('pointerdown', outside, true);
    menu.remove();
    if (giveBack && before?.isConnected) before.focus();
  };
  buttons[0]?.focus();
}
