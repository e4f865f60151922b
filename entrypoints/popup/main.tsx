import '@/components/tokens.css';
import { createRoot } from 'react-dom/client';
import { Popup } from '@/components/popup/Popup';
import { currentTab } from '@/components/popup/tab';

const findTab = () => currentTab(location.search);

createRoot(document.getElementById('root')!).render(<Popup findTab={findTab} />);
