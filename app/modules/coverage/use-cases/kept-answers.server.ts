/**
 * Answers kept by the inputs they were made from, the longest unused forgotten first. Two askers of one answer wait for
 * one computation; a failed one is not kept.
 */
export class Kept<T> {
  private readonly answers = new Map<string, Promise<T>>();

  constructor(private readonly most: number) {}

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key);
    this.answers.delete(key);
    const answer = known ?? make();
    this.answers.set(key, answer);
    if (!known) {
      answer.catch(() => this.answers.get(key) === answer && this.answers.delete(key));
      if (this.answers.size > this.most) this.answers.delete(this.answers.keys().next().value!);
    }
    return answer;
  }
}
