// Makes the children of a node like those of another one, keeping what is alike: where text only grows, focus and selection stay.
export function morph(there, wanted) {
  const children = [...wanted.childNodes];
  children.forEach((fresh, i) => {
    const old = there.childNodes[i];
    if (!old) {
      there.append(fresh);
    } else if (old.nodeName !== fresh.nodeName) {
      old.replaceWith(fresh);
    } else if (old.nodeType === Node.ELEMENT_NODE) {
      attributes(old, fresh);
      morph(old, fresh);
    } else if (fresh.data.startsWith(old.data)) {
      if (fresh.length > old.length) old.appendData(fresh.data.slice(old.length));
    } else {
      old.data = fresh.data;
    }
  });
  while (there.childNodes.length > children.length) there.lastChild.remove();
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    // What only the page knows, such as an opened spoiler, is kept in data attributes.
    if (!name.startsWith('data-') && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}
