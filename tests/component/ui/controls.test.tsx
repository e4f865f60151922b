import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { Button, IconButton } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNote } from '@/components/ui/ErrorNote';
import { Bar, Progress } from '@/components/ui/Meter';
import { Select } from '@/components/ui/Select';
import { Skeleton } from '@/components/ui/Skeleton';
import { Tabs } from '@/components/ui/Tabs';
import { TextField } from '@/components/ui/TextField';
import { trusted } from '@/components/ui/trusted';
import { useEscape } from '@/components/ui/use-escape';
import { expectAccessible, harness, untrusted } from '../fixtures/harness';

harness();

function Layer({ active, leave }: { active: boolean; leave: () => void }) {
  useEscape(active, leave);
  return null;
}

function Three() {
  const [value, setValue] = useState<'a' | 'b' | 'c'>('a');
  return (
    <Tabs
      label="Parts"
      value={value}
      onChange={setValue}
      tabs={[
        { id: 'a', label: 'First', count: 3 },
        { id: 'b', label: 'Second' },
        { id: 'c', label: 'Third' },
      ]}
    >
      Content of {value}
    </Tabs>
  );
}

describe('Button', () => {
  test('while busy it keeps the focus and ignores clicks', async () => {
    const onClick = vi.fn();
    render(
      <Button busy onClick={onClick}>
        Save
      </Button>,
    );
    const button = screen.getByRole('button', { name: 'Save' });
    await userEvent.click(button);
    expect(onClick).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(document.activeElement).toBe(button);
  });

  test('does not submit a form unless told to', () => {
    render(<Button>Go</Button>);
    expect(screen.getByRole('button').getAttribute('type')).toBe('button');
  });

  test('an icon alone has a name', () => {
    render(<IconButton icon="collapse" label="Collapse" />);
    expect(screen.getByRole('button', { name: 'Collapse' })).toBeTruthy();
  });
});

test('a guarded handler runs for a person and not for a script', async () => {
  const handler = vi.fn();
  render(<Button onClick={trusted(handler)}>Link</Button>);
  await untrusted(() => userEvent.click(screen.getByRole('button')));
  expect(handler).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button'));
  expect(handler).toHaveBeenCalledTimes(1);
});

describe('fields', () => {
  test('a text field names its hint and its error', async () => {
    const { container } = render(
      <TextField label="Warn limit" hint="In per cent" error="Enter a number." suffix="%" />,
    );
    const input = screen.getByRole('textbox', { name: 'Warn limit' });
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const described = input.getAttribute('aria-describedby')!.split(' ');
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      'In per cent',
      'Enter a number.',
    ]);
    await expectAccessible(container);
  });

  test('a select is the browser’s own', async () => {
    const onChange = vi.fn();
    const { container } = render(
      <Select
        label="Level"
        value="a"
        onChange={(event) => onChange(event.target.value)}
        options={[
          { value: 'a', label: 'All' },
          { value: 'b', label: 'One' },
        ]}
      />,
    );
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'b');
    expect(onChange).toHaveBeenCalledWith('b');
    await expectAccessible(container);
  });
});

describe('Tabs', () => {
  test('arrows, Home and End choose and move the focus; the ends wrap', async () => {
    const { container } = render(<Three />);
    const chosen = () => screen.getByRole('tab', { selected: true });
    await userEvent.tab();
    expect(document.activeElement).toBe(chosen());
    for (const [key, name] of [
      ['{ArrowRight}', 'Second'],
      ['{End}', 'Third'],
      ['{ArrowRight}', 'First 3'],
      ['{ArrowLeft}', 'Third'],
      ['{Home}', 'First 3'],
    ] as const) {
      await userEvent.keyboard(key);
      expect(chosen().textContent).toBe(name);
      expect(document.activeElement).toBe(chosen());
    }
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole('tabpanel', { name: 'First 3' }));
    await expectAccessible(container);
  });

  test('only the chosen tab is a tab stop', () => {
    render(<Three />);
    expect(screen.getAllByRole('tab').map((tab) => tab.tabIndex)).toEqual([0, -1, -1]);
  });
});

describe('Dialog', () => {
  const pressBeside = (dialog: HTMLElement) => {
    fireEvent.pointerDown(dialog);
    fireEvent.click(dialog);
  };
  const opened = (keepOpen: boolean) => {
    const onClose = vi.fn();
    render(
      <Dialog open title="Edit" keepOpen={keepOpen} onClose={onClose}>
        <TextField label="Name" />
      </Dialog>,
    );
    return { onClose, dialog: screen.getByRole('dialog') };
  };

  test('stays open when a text is marked out of it', () => {
    const { onClose, dialog } = opened(false);
    fireEvent.pointerDown(screen.getByLabelText('Name'));
    // The browser sends the click to what holds both ends of the press.
    fireEvent.click(dialog);
    expect(onClose).not.toHaveBeenCalled();
  });

  test('that holds a form stays open on a press beside it', () => {
    const { onClose, dialog } = opened(true);
    pressBeside(dialog);
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('opens as a modal with its title as name, and tells when it should close', async () => {
    const onClose = vi.fn();
    const { container, rerender } = render(
      <Dialog open={false} title="Erase everything?" onClose={onClose}>
        Text
      </Dialog>,
    );
    const dialog = container.querySelector('dialog')!;
    expect(dialog.open).toBe(false);
    const showModal = vi.spyOn(dialog, 'showModal');
    rerender(
      <Dialog open title="Erase everything?" onClose={onClose} actions={<Button>Erase</Button>}>
        Text
      </Dialog>,
    );
    expect(showModal).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('dialog', { name: 'Erase everything?' })).toBe(dialog);
    await expectAccessible(container);
    fireEvent(dialog, new Event('cancel', { cancelable: true }));
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    pressBeside(dialog);
    expect(onClose).toHaveBeenCalledTimes(3);
    await userEvent.click(screen.getByText('Text'));
    expect(onClose).toHaveBeenCalledTimes(3);
  });
});

describe('Escape', () => {
  test('leaves only what was opened last', async () => {
    const outer = vi.fn();
    const inner = vi.fn();
    const view = (innerOpen: boolean) => (
      <>
        <Layer active leave={outer} />
        <Layer active={innerOpen} leave={inner} />
      </>
    );
    const { rerender } = render(view(false));
    rerender(view(true));
    await userEvent.keyboard('{Escape}');
    expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([0, 1]);
    rerender(view(false));
    await userEvent.keyboard('{Escape}');
    expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1]);
  });
});

test('bars, notes, empty states and skeletons are accessible', async () => {
  const { container } = render(
    <>
      <Bar label="Quality" value={41} />
      <Bar label="Network" value={null} />
      <Progress label="Import" value={0.4} />
      <Progress label="Unknown" value={null} />
      <EmptyState title="No data yet" action={<Button>Import</Button>}>
        <p>Nothing here.</p>
      </EmptyState>
      <ErrorNote title="It failed">Try again.</ErrorNote>
      <Skeleton label="Loading" />
    </>,
  );
  expect(screen.getByRole('meter', { name: 'Quality' }).getAttribute('value')).toBe('41');
  expect(screen.getByRole('img', { name: 'Network: not measured' })).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('It failed');
  expect(screen.getByRole('status').textContent).toBe('Loading');
  await expectAccessible(container);
});
