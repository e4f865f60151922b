import '@/components/tokens.css';
import { createRoot } from 'react-dom/client';
import { Panel } from '@/components/panel/Panel';
import { embeddedPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';

const port = embeddedPort();
const store = createPanelStore(port);

// The question is on its way before anything is drawn.
store.getState().start();
createRoot(document.getElementById('root')!).render(<Panel store={store} port={port} />);
