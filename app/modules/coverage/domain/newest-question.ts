/**
 * Questions that come faster than answers: one is on its way at most, and of those that wait only the newest is asked. So
 * the answer shown is never farther behind than one question, however slow the machine.
 */
export class NewestQuestion<Question> {
  private isAsked = false;
  private waiting: { readonly question: Question } | null = null;

  constructor(private readonly send: (question: Question) => void) {}

  ask(question: Question): void {
    if (this.isAsked) {
      this.waiting = { question };
      return;
    }
    this.isAsked = true;
    this.send(question);
  }

  /** The one on its way is answered. */
  answered(): void {
    this.isAsked = false;
    const next = this.waiting;
    this.waiting = null;
    if (next) this.ask(next.question);
  }
}
