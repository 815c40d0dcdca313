import { Anchor, Button, Group, List, Stack, Text, Textarea, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { LONGEST_NOTE, STEP_KINDS, type FamilySaid, type NotedKind } from "../domain/family-request";
import { useMoment } from "./request-list";

interface RequestStepsProps {
  readonly steps: readonly {
    readonly kind: NotedKind;
    readonly doneAt: string;
    readonly doneBy: string | null;
    readonly note: string | null;
  }[];
  readonly people: Readonly<Record<string, string>>;
  readonly timeZone: string;
  readonly mayAct: boolean;
  readonly answer: { readonly refusal: string; readonly note: string } | null;
}

/** What was done, one line after another, and what is noted next; «answered» closes it. */
export function RequestSteps({ steps, people, timeZone, mayAct, answer }: RequestStepsProps) {
  const { t } = useTranslation("work-orders");
  const moment = useMoment(timeZone);
  return (
    <section aria-labelledby="done">
      <Stack gap="sm">
        <Title order={2} size="h4" id="done">
          {t("request.done")}
        </Title>
        {steps.length === 0 && <Text c="dimmed">{t("requests.nothingYet")}</Text>}
        <List type="ordered" spacing="xs">
          {steps.map(({ kind, doneAt, doneBy, note }) => (
            <List.Item key={`${doneAt}${kind}`}>
              {[
                moment(doneAt),
                t(`requests.step.${kind}`),
                kind === "asked-again" ? null : (people[doneBy ?? ""] ?? t("request.gone")),
              ]
                .filter(Boolean)
                .join(" · ")}
              {note !== "" && <Text style={{ whiteSpace: "pre-line" }}>{note ?? t("request.doesNotOpen")}</Text>}
            </List.Item>
          ))}
        </List>
        {mayAct && (
          <Form method="post">
            <Stack gap="sm">
              <Textarea
                name="note"
                label={t("request.note")}
                description={t("request.noteWhat")}
                defaultValue={answer?.note ?? ""}
                error={answer && t(`request.refusal.${answer.refusal}`)}
                maxLength={LONGEST_NOTE}
                rows={3}
              />
              <Group gap="sm">
                {STEP_KINDS.map((kind) => (
                  <Button key={kind} type="submit" name="step" value={kind} variant={kind === "answered" ? "filled" : "default"}>
                    {t(`requests.step.${kind}`)}
                  </Button>
                ))}
              </Group>
            </Stack>
          </Form>
        )}
      </Stack>
    </section>
  );
}

interface RequestSaidProps {
  readonly said: FamilySaid & { readonly again: readonly FamilySaid[] };
  /** how long it stands there; what is typed below stays */
  readonly seconds: number;
}

/** Who asked and about whom, once it is opened; it leaves by itself. */
export function RequestSaid({ said, seconds }: RequestSaidProps) {
  const { t } = useTranslation("work-orders");
  const [isShown, setShown] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setShown(false), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return (
    <div className="surface" style={{ padding: "1rem" }} role="status">
      <noscript>
        <meta httpEquiv="refresh" content={String(seconds)} />
      </noscript>
      {isShown ? (
        <Stack gap="sm">
          {[said, ...said.again].map((one, n) => (
            <div key={n}>
              {n > 0 && <Text c="dimmed">{t("request.again", { count: n })}</Text>}
              <Text fw={650}>{one.name}</Text>
              <Anchor href={dialLink(one.phone)} fz="1.25rem" style={{ minHeight: 44, display: "inline-block" }}>
                {one.phone}
              </Anchor>
              <Text style={{ whiteSpace: "pre-line" }}>{one.about}</Text>
            </div>
          ))}
        </Stack>
      ) : (
        <Text>{t("request.hidden")}</Text>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {t("request.lookUp")}
      </Text>
    </div>
  );
}
