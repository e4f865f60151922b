import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@/components/tokens.css';
import { App } from '@/components/options/App';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
