import { Stack, Textarea } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import type { TurnedLine } from "../domain/question-problem";
import { TurnPoints } from "./turn-points";

interface PickPointsProps {
  readonly cityCode: string;
  readonly text: string;
  readonly wrong: string | false;
  readonly turns: readonly TurnedLine[];
}

const PickMap = lazy(() => import("./pick-map").then((file) => ({ default: file.PickMap })));

/** Places as lines of text; where there are scripts, a click on the map writes another line. */
export function PickPoints({ cityCode, text, wrong, turns }: PickPointsProps) {
  const { t } = useTranslation("siting");
  const [lines, setLines] = useState(text);
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="xs">
      <Textarea
        {...{ name: "points", label: t("question.points"), description: t("question.pointsWhat"), autosize: true, minRows: 3 }}
        {...{ value: lines, error: wrong, styles: { input: { fontFamily: "monospace" } } }}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
      {turns.length > 0 && <ClientOnly>{() => <TurnPoints {...{ turns, lines }} onLines={setLines} />}</ClientOnly>}
      <ClientOnly>
        {() => (
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary style={{ minHeight: 28, cursor: "pointer" }}>{t("question.pick")}</summary>
            {isOpen && (
              <Suspense fallback={<div style={{ height: 320 }} />}>
                <PickMap cityCode={cityCode} lines={lines} onLines={setLines} />
              </Suspense>
            )}
          </details>
        )}
      </ClientOnly>
    </Stack>
  );
}
