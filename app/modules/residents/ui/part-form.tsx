import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export interface PartAnswer {
  readonly intent: string;
  readonly refusal: { readonly kind: string } | null;
  readonly typed: Readonly<Record<string, string>>;
}

interface PartFormProps {
  readonly intent: string;
  readonly answer: PartAnswer | null;
  readonly summary: string;
  readonly submit?: string;
  readonly children: (typed: (name: string) => string) => ReactNode;
}

/** One small form below a file, folded until it is wanted; what was refused is told in it, with what was typed. */
export function PartForm({ intent, answer, summary, submit, children }: PartFormProps) {
  const { t } = useTranslation("residents");
  const mine = answer?.intent === intent ? answer : null;
  return (
    <details className="no-print" open={mine !== null}>
      <summary>{summary}</summary>
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <Group align="flex-end" gap="sm" mt="xs">
          {children((name) => mine?.typed[name] ?? "")}
          <Button type="submit" variant="default">
            {submit ?? t("file.save")}
          </Button>
        </Group>
        {mine?.refusal && (
          <p role="alert" style={{ color: "var(--mantine-color-error)" }}>
            {t(`refusal.${mine.refusal.kind}`)}
          </p>
        )}
      </Form>
    </details>
  );
}

/** A button that does one thing to one part. */
export function PartButton({
  intent,
  part,
  children,
  ...more
}: {
  readonly intent: string;
  readonly part: string;
  readonly children: string;
  readonly on?: string;
}) {
  return (
    <Form method="post" className="no-print" style={{ display: "inline" }}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="part" value={part} />
      {more.on !== undefined && <input type="hidden" name="on" value={more.on} />}
      <Button type="submit" variant="subtle" size="compact-sm">
        {children}
      </Button>
    </Form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly keys: readonly string[];
  readonly word: string;
  readonly typed: string;
}

export function PartChoice({ name, keys, word, typed }: ChoiceProps) {
  const { t } = useTranslation("residents");
  return (
    <NativeSelect
      name={name}
      label={t(`part.${name}`)}
      defaultValue={typed}
      data={keys.map((value) => ({ value, label: t(`${word}.${value}`) }))}
    />
  );
}

export function PartDay({ name, typed }: { readonly name: string; readonly typed: string }) {
  const { t } = useTranslation("residents");
  return <TextInput type="date" name={name} label={t(`part.${name}`)} defaultValue={typed} />;
}
