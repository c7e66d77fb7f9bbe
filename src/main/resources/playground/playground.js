// Starts the page: loads the world, follows its events, and hands both to the parts of the page.
import { api } from './api.js';
import { World } from './world.js';
import { showAnswerers } from './answerers.js';
import { showChannels } from './channels.js';
import { showMessages } from './messages.js';
import { startComposer } from './composer.js';
import { showInspector } from './inspector.js';
import { startAnnouncer } from './announcer.js';
import { playDialogs } from './dialogs.js';
import { showPlace } from './place.js';

const world = new World();
showAnswerers(world);
showChannels(world);
showPlace(world);
showMessages(world);
playDialogs(world);
startComposer(world);
showInspector(world);
startAnnouncer(world);

const alert = id => text => {
  const place = document.getElementById(id);
  place.hidden = !text;
  place.textContent = text;
};
const lost = alert('lost');
world.on('trouble', alert('trouble'));
world.on('entered', () => world.tell('trouble', ''));

api.follow({
  // Each (re)connection starts from the whole world, so that nothing said meanwhile is missed.
  opened: async () => {
    try {
      await world.load();
      lost('');
    } catch (error) {
      lost(`The page can't read Rivulet's state: ${error.message}`);
    }
  },
  event: (type, data) => world.happened(type, data),
  lost: () => lost('Rivulet does not answer. Is it still running? The page reconnects by itself.'),
});
