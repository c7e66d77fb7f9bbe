// A list of proposals that belongs to a text field: the field keeps the focus, the arrow keys go through the list, Enter or Tab takes one.
import { element } from './element.js';

export class Listbox {
  #list = element('ul', 'proposals');
  #field;
  #choose;
  #items = [];
  #at = 0;

  // Proposals are shown before `place`, an element; `choose` is called with the one that was taken.
  constructor(id, label, field, place, choose) {
    this.#field = field;
    this.#choose = choose;
    this.#list.id = id;
    this.#list.hidden = true;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', label);
    place.before(this.#list);
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', id);
    // Not "click", which would come after the field lost the focus.
    this.#list.addEventListener('mousedown', event => {
      event.preventDefault();
      const at = [...this.#list.children].indexOf(event.target.closest('[role=option]'));
      if (at >= 0) this.#take(at);
    });
  }

  get count() {
    return this.#items.length;
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  // Items are { title, detail, ... }; none closes the list.
  show(items) {
    this.#items = items;
    this.#at = 0;
    this.#list.replaceChildren(...items.map(({ title, detail }, i) => {
      const option = element('li');
      option.id = `${this.#list.id}-${i}`;
      option.setAttribute('role', 'option');
      option.append(element('b', '', title));
      if (detail) option.append(' ', element('span', 'quiet', detail));
      return option;
    }));
    this.#list.hidden = items.length === 0;
    if (this.#field.getAttribute('role') === 'combobox') this.#field.setAttribute('aria-expanded', this.isOpen);
    this.#mark();
  }

  // The same proposals, read anew: the marked one stays marked, and a list that was left meanwhile stays closed.
  renew(items) {
    if (!this.isOpen) return;
    const marked = this.#items[this.#at].title;
    this.show(items);
    this.#at = Math.max(0, items.findIndex(({ title }) => title === marked));
    this.#mark();
  }

  close() {
    this.show([]);
  }

  remove() {
    this.close();
    this.#list.remove();
  }

  #mark() {
    [...this.#list.children].forEach((option, i) => option.setAttribute('aria-selected', i === this.#at));
    const marked = this.#list.children[this.#at];
    if (marked) {
      this.#field.setAttribute('aria-activedescendant', marked.id);
      marked.scrollIntoView({ block: 'nearest' });
    } else {
      this.#field.removeAttribute('aria-activedescendant');
    }
  }

  #take(at) {
    const item = this.#items[at];
    this.close();
    this.#choose(item);
  }

  // Whether the key was for the list.
  key(event) {
    if (!this.isOpen || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
    const count = this.#items.length;
    switch (event.key) {
      case 'ArrowDown': this.#at = (this.#at + 1) % count; break;
      case 'ArrowUp': this.#at = (this.#at + count - 1) % count; break;
      case 'Escape': this.close(); break;
      case 'Enter':
      case 'Tab':
        if (event.shiftKey) return false;
        this.#take(this.#at);
        break;
      default: return false;
    }
    if (this.isOpen) this.#mark();
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
