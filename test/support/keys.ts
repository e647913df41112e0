import { executeServerCommand } from '@web/test-runner-commands';

/** Presses one key, or a chord such as `Shift+ArrowLeft`, as a person would. */
export async function keys(chord: string): Promise<void> {
  await executeServerCommand('keys', { chord: chord.split('+') });
}

/** Types text key by key. */
export async function type(text: string): Promise<void> {
  await executeServerCommand('keys', { text });
}
