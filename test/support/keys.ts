import { executeServerCommand } from '@web/test-runner-commands';

/** Presses one key, or a chord such as `Shift+ArrowLeft`, as a person would, and so often. */
export async function keys(chord: string, times = 1): Promise<void> {
  await executeServerCommand('keys', { chord: chord.split('+'), times });
}

/** Types text key by key. */
export async function type(text: string): Promise<void> {
  await executeServerCommand('keys', { text });
}
