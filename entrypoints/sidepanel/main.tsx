import '@/components/tokens.css';
import { createRoot } from 'react-dom/client';
import { Panel } from '@/components/panel/Panel';
import { followingPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';
import { currentTab } from '@/components/popup/tab';

const port = followingPort(() => currentTab(location.search));

createRoot(document.getElementById('root')!).render(<Panel store={createPanelStore(port)} port={port} />);
