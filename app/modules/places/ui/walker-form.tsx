import { Alert, Button, NativeSelect, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MOVEMENTS } from "../domain/streets/street-use";
import type { Walker } from "../domain/walker";
import { walkerSeen, type WalkerNumber, type WalkerRefusal } from "../domain/walker-change";

/** Everything typed, as typed. */
export type TypedWalker = Readonly<
  Record<"speedKmh" | "source" | "movement" | "stepsFactor" | "offStreetFactor" | "useSource", string>
>;

interface WalkerFormProps {
  /** the page's own city: another tab may look at another one by the time this is sent */
  readonly cityCode: string;
  readonly walker: Walker;
  /** what a refused form opens with again; null = the walker as it is */
  readonly typed: TypedWalker | null;
  readonly problems: readonly WalkerRefusal[];
  readonly refusal: "not-permitted" | "no-such-walker" | "changed-meanwhile" | null;
  readonly isSaved: boolean;
}

/** How one kind of walker walks: pace, what stops them, what steps and yards count, and where each value comes from. */
export function WalkerForm({ cityCode, walker, typed, problems, refusal, isSaved }: WalkerFormProps) {
  const { t, i18n } = useTranslation("places");
  const name = i18n.language === "en" ? walker.nameEn : walker.nameZh;
  const field = (key: keyof TypedWalker) => {
    const problem = problems.find((one) => one.field === key);
    return {
      name: key,
      label: t(`walkers.${key}`),
      defaultValue: typed?.[key] ?? String(walker[key]),
      error: problem && t(`walkers.problem.${problem.kind}`, { ...problem }),
    };
  };
  const number = (key: WalkerNumber) => <TextInput {...field(key)} inputMode="decimal" />;
  return (
    <section className="surface" id={`walker-${walker.key}`} aria-label={name}>
      {/* A refused form keeps what was typed; one that was changed meanwhile shows what holds now. */}
      <Form
        method="post"
        action={`?city=${cityCode}#walker-${walker.key}`}
        key={`${walkerSeen(walker)} ${refusal ?? ""}`}
        noValidate
      >
        <input type="hidden" name="key" value={walker.key} />
        <input type="hidden" name="seen" value={walkerSeen(walker)} />
        <Stack p="md" gap="sm">
          <Title order={2} size="h4">
            {name}
          </Title>
          {isSaved && (
            <Alert color="jade" variant="light" role="status">
              {t("walkers.saved")}
            </Alert>
          )}
          {refusal && (
            <Alert color="red" role="alert">
              {t(`walkers.refusal.${refusal}`)}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {number("speedKmh")}
            <TextInput {...field("source")} />
            <NativeSelect
              {...field("movement")}
              data={MOVEMENTS.map((key) => ({ value: key, label: t(`walkers.movementIs.${key}`) }))}
            />
            <TextInput {...field("useSource")} />
            {number("stepsFactor")}
            {number("offStreetFactor")}
          </SimpleGrid>
          <Text size="sm" c="dimmed">
            {t("walkers.sourceWhat")}
          </Text>
          <Button type="submit" variant="default" style={{ alignSelf: "start" }}>
            {t("walkers.save", { name })}
          </Button>
        </Stack>
      </Form>
    </section>
  );
}
