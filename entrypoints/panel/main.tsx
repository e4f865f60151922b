import '@/components/tokens.css';
import { createRoot } from 'react-dom/client';
import { Panel } from '@/components/panel/Panel';
import { embeddedPort, topLevelPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';
import { currentTab } from '@/components/popup/tab';

const port = window.top === window ? topLevelPort(() => currentTab(location.search)) : embeddedPort();
const store = createPanelStore(port);

// The question is on its way before anything is drawn.
store.getState().start();
createRoot(document.getElementById('root')!).render(<Panel store={store} port={port} />);
