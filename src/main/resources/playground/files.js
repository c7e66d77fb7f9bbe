// Files on their way into a message: chosen, dropped or pasted, shown until they are sent.
import { element } from './element.js';

const maxFiles = 10;
const maxBytes = 10 << 20;

export const size = bytes => (bytes < 1024 ? `${bytes} bytes`
  : bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);

// As the server takes it.
export const readFile = file => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve({ name: file.name, mediaType: file.type, data: reader.result.split(',')[1] ?? '' });
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

export function startFiles(world, changed) {
  const list = document.getElementById('attached');
  const input = document.getElementById('file');
  const main = document.querySelector('main');
  let files = [];

  const show = () => {
    list.hidden = files.length === 0;
    list.replaceChildren(...files.map(file => {
      const li = element('li', '', file.name);
      const remove = element('button', '', '✕');
      remove.type = 'button';
      remove.setAttribute('aria-label', `Don’t send ${file.name}`);
      remove.onclick = () => {
        files = files.filter(each => each !== file);
        show();
        changed();
      };
      li.append(element('span', 'quiet', size(file.size)), remove);
      return li;
    }));
    input.value = '';
  };

  const add = chosen => {
    const small = chosen.filter(file => file.size <= maxBytes);
    files = [...files, ...small].slice(0, maxFiles);
    world.tell('trouble', small.length < chosen.length ? `Files may have up to ${size(maxBytes)}.` : '');
    show();
    changed();
  };

  document.getElementById('attach').onclick = () => input.click();
  input.onchange = () => add([...input.files]);
  document.getElementById('composer-text').addEventListener('paste', event => {
    if (event.clipboardData.files.length) {
      event.preventDefault();
      add([...event.clipboardData.files]);
    }
  });
  main.addEventListener('dragover', event => {
    if ([...event.dataTransfer.types].includes('Files')) {
      event.preventDefault();
      main.classList.add('dropping');
    }
  });
  main.addEventListener('dragleave', event => {
    if (!main.contains(event.relatedTarget)) main.classList.remove('dropping');
  });
  main.addEventListener('drop', event => {
    main.classList.remove('dropping');
    if (event.dataTransfer.files.length) {
      event.preventDefault();
      add([...event.dataTransfer.files]);
    }
  });

  return {
    get any() { return files.length > 0; },
    read: () => Promise.all(files.map(readFile)),
    clear() {
      files = [];
      show();
    },
  };
}
