import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TurnedLine } from "../domain/question-problem";

interface TurnPointsProps {
  /** lines whose longitude and latitude are exchanged, as they were sent */
  readonly turns: readonly TurnedLine[];
  readonly lines: string;
  readonly onLines: (lines: string) => void;
}

/** Exchanges the figures of these lines in one step; every other line stays as it is typed. */
export function TurnPoints({ turns, lines, onLines }: TurnPointsProps) {
  const { t } = useTranslation("siting");
  const [isDone, setDone] = useState(false);
  const turnedOf = new Map(turns.map(({ given, turned }) => [given, turned]));
  const typed = lines.split("\n");
  const left = typed.filter((line) => turnedOf.has(line.trim())).length;
  if (left === 0)
    return (
      <Text size="sm" role="status">
        {isDone ? t("question.turned") : ""}
      </Text>
    );
  const turn = () => {
    onLines(typed.map((line) => turnedOf.get(line.trim()) ?? line).join("\n"));
    setDone(true);
  };
  return (
    <Button variant="default" size="sm" w="max-content" maw="100%" onClick={turn}>
      {t("question.turn", { lines: left })}
    </Button>
  );
}
