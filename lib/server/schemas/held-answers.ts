interface Held<Answer> {
  readonly answer: Promise<Answer>;
  readonly untilMs: number;
}

const heldMax = 100;

/** Answers that count for a while, failures too: what is asked at each key press is asked of others now and then. */
export class HeldAnswers<Answer> {
  readonly #holdMs: number;
  readonly #now: () => number;
  readonly #held = new Map<string, Held<Answer>>();

  constructor(holdMs: number, now: () => number) {
    this.#holdMs = holdMs;
    this.#now = now;
  }

  get(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const held = this.#held.get(key);
    if (held !== undefined && held.untilMs > this.#now()) return held.answer;
    const answer = ask();
    this.#held.delete(key);
    this.#held.set(key, { answer, untilMs: this.#now() + this.#holdMs });
    const [oldest = ''] = this.#held.keys();
    if (this.#held.size > heldMax) this.#held.delete(oldest);
    return answer;
  }
}
