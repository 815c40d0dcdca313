// Two tones that carry through a room, made by the browser itself. A browser lets a page sound only after a tap on it.
const TONES = [880, 660, 880, 660] as const;
const TONE_SECONDS = 0.28;

export interface Bell {
  ring(): void;
  close(): void;
}

/** Made within a tap; null where the browser makes no sound. */
export function madeBell(): Bell | null {
  if (typeof AudioContext === "undefined") return null;
  const context = new AudioContext();
  void context.resume();
  return {
    ring() {
      void context.resume();
      for (const [at, pitch] of TONES.entries()) {
        const [tone, volume] = [context.createOscillator(), context.createGain()];
        const begins = context.currentTime + at * TONE_SECONDS;
        tone.frequency.value = pitch;
        volume.gain.setValueAtTime(0.25, begins);
        volume.gain.exponentialRampToValueAtTime(0.01, begins + TONE_SECONDS);
        tone.connect(volume).connect(context.destination);
        tone.start(begins);
        tone.stop(begins + TONE_SECONDS);
      }
    },
    close: () => void context.close(),
  };
}

/** Whether a note of the desktop may be shown: undecided = it may be asked for, by a tap. */
export const noteState = (): "granted" | "denied" | "undecided" | "none" => {
  if (typeof Notification === "undefined") return "none";
  return Notification.permission === "default" ? "undecided" : Notification.permission;
};

/** A note with no name in it; one replaces the one before. */
export function showNote(title: string, body: string): void {
  try {
    const note = new Notification(title, { body, tag: "quarterhour-alarm", requireInteraction: true });
    note.onclick = () => {
      window.focus();
      note.close();
    };
  } catch {
    // Phones show notes through a service worker only: the strip and the sound remain.
  }
}
