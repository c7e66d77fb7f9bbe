// Makes many things one stop for the Tab key: the arrow keys, Home and End go from one to the next. What is in them can be reached with
// Tab only while it is shown, which is up to the style sheet.
export function walkWithArrows(list, selector) {
  const all = () => [...list.querySelectorAll(selector)];
  let current = null;

  const choose = item => {
    if (current) current.tabIndex = -1;
    current = item ?? null;
    if (current) current.tabIndex = 0;
  };

  list.addEventListener('focusin', event => {
    const item = event.target.closest(selector);
    if (item) choose(item);
  });
  // Whoever comes back finds the newest again.
  list.addEventListener('focusout', event => {
    if (!list.contains(event.relatedTarget)) choose(all().at(-1));
  });

  list.addEventListener('keydown', event => {
    if (event.target !== current || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const items = all();
    const at = items.indexOf(current);
    const next = { ArrowUp: items[at - 1], ArrowDown: items[at + 1], Home: items[0], End: items.at(-1) }[event.key];
    if (next) {
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
    }
  });

  return {
    // Things came or went: the newest is where Tab leads to, unless one is in focus.
    refresh() {
      if (!current?.isConnected || !list.contains(document.activeElement)) choose(all().at(-1));
    },
    focusLast() {
      all().at(-1)?.focus();
    },
  };
}
