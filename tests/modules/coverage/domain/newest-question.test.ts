import { expect, test } from "vitest";
import { NewestQuestion } from "~/modules/coverage/domain/newest-question";

test("one question is on its way at most, and of those that wait only the newest is asked", () => {
  const sent: number[] = [];
  const questions = new NewestQuestion<number>((question) => void sent.push(question));
  questions.ask(1);
  questions.ask(2);
  questions.ask(3);
  expect(sent).toEqual([1]);
  questions.answered();
  expect(sent).toEqual([1, 3]);
  questions.answered();
  questions.answered();
  expect(sent).toEqual([1, 3]);
  questions.ask(4);
  expect(sent).toEqual([1, 3, 4]);
});
