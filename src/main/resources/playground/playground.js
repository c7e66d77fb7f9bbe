// Starts the page: loads the world, follows its events, and hands both to the parts of the page.
import { api } from './api.js';
import { World } from './world.js';
import { showChannels } from './channels.js';
import { showMessages } from './messages.js';
import { startComposer } from './composer.js';
import { showInspector } from './inspector.js';
import { startAnnouncer } from './announcer.js';

const world = new World();
showChannels(world);
showMessages(world);
startComposer(world);
showInspector(world);
startAnnouncer(world);

const trouble = document.getElementById('trouble');
const tell = text => {
  trouble.textContent = text;
  trouble.hidden = !text;
};
world.on('trouble', tell);

const follow = () => api.follow({
  // Each (re)connection starts from the whole world, so that nothing said meanwhile is missed.
  opened: async () => {
    try {
      world.load(await api.state());
      tell('');
    } catch (error) {
      tell(`The page can't read Rivulet's state: ${error.message}`);
    }
  },
  event: (type, data) => world.happened(type, data),
  lost: () => tell('Rivulet does not answer. Is it still running? The page reconnects by itself.'),
});
follow();
