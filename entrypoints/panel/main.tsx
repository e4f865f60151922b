import '@/components/tokens.css';
import { createRoot } from 'react-dom/client';
import { Panel } from '@/components/panel/Panel';
import { embeddedPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';
import { isOurFrame } from '@/lib/messaging/panel-frame';

// In a frame of the page's own, which it can lay things over and press through, nothing is asked for and nothing shows.
void isOurFrame(window.name).then((ours) => {
  if (!ours) return;
  const port = embeddedPort();
  const store = createPanelStore(port);
  // The question is on its way before anything is drawn.
  store.getState().start();
  createRoot(document.getElementById('root')!).render(<Panel store={store} port={port} />);
});
