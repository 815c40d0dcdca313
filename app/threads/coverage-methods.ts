import { methodsRun, type MethodFigure, type MethodsInput } from "~/modules/coverage/domain/methods-run";
import type { AskedOfThread } from "~/modules/coverage/use-cases/asked-of-thread.server";
import { streetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { ThreadProgress } from "~/platform/thread-progress.server";

/** Worker thread: one question by every method a city can answer by. */
export function run({ input, streets, progress }: AskedOfThread<MethodsInput>): MethodFigure[] {
  const told = ThreadProgress.atWork(progress);
  return methodsRun(input, streets && streetsAsked(streets), told);
}
