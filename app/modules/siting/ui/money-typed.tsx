import { Text } from "@mantine/core";
import { useState, type ChangeEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { yuanTyped } from "../domain/yuan-typed";

export type Typing = ChangeEvent<HTMLInputElement>;

interface MoneyTypedProps {
  /** what stands in the field as it opens */
  readonly at: string;
  readonly children: (onType: (event: Typing) => void) => ReactNode;
}

/** A field of money, and beside it in figures what was typed: «300万» is 3,000,000 yuan. */
export function MoneyTyped({ at, children }: MoneyTypedProps) {
  const { t, i18n } = useTranslation("siting");
  const [typed, setTyped] = useState(at);
  const yuan = yuanTyped(typed);
  const figures = (value: number) => new Intl.NumberFormat(i18n.language === "en" ? "en-GB" : "zh-CN").format(value);
  return (
    <>
      {children((event) => setTyped(event.currentTarget.value))}
      {yuan >= 1_000 && (
        <Text component="output" size="sm" c="dimmed">
          {t(yuan >= 10_000 ? "question.yuanMany" : "question.yuan", { yuan: figures(yuan), many: figures(yuan / 10_000) })}
        </Text>
      )}
    </>
  );
}
