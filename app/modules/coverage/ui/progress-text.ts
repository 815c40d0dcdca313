import type { TFunction } from "i18next";
import { countText } from "./figure-text";
import type { AnswerProgress } from "./use-answer-progress";

/** What is being computed just now, in words: «正在算 1,240 / 3,700 个设施…». What is not known is not said. */
export function progressText({ share, now }: AnswerProgress, language: string, t: TFunction<"coverage">): string {
  if (share === null) return t("progress.unknown");
  if (share >= 1) return t("progress.arriving");
  if (now === null) return t("progress.waiting");
  const [done, of] = [countText(Math.min(now.done, now.of), language), countText(now.of, language)];
  return t(`progress.now.${now.counted}`, { done, of });
}
