/** Waits until the text has left: a long one may still be on its way into a pipe when the process ends. */
export const written = (text: string): Promise<void> => new Promise((resolve) => process.stdout.write(text, () => resolve()));
