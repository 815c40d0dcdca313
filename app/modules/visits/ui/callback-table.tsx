import { Anchor, Button, Group, NativeSelect, Table, Text } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CALLBACK_ANSWERS, type SampledVisit } from "../domain/callback-sample";
import classes from "./month-sheet.module.css";

interface Props {
  readonly visits: readonly SampledVisit[];
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly timeZone: string;
  readonly action: string;
  readonly mayCheck: boolean;
}

/** Whom to ring, in the order they were drawn, and what they said. */
export function CallbackTable({ visits, people, areas, timeZone, action, mayCheck }: Props) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  });
  const nameOf = (id: string | null) => (id ? (people[id] ?? t("due.somebody")) : t("due.somebody"));
  return (
    <div className={`surface ${classes.sheet} ${classes.cards}`}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(["nth", "who", "unit", "when", "author", "answer"] as const).map((key) => (
              <Table.Th key={key}>{t(`callback.column.${key}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {visits.map((visit) => (
            <Table.Tr key={visit.eventId}>
              <Table.Td>{visit.nth}</Table.Td>
              <Table.Td data-first>{visit.name ?? "••••"}</Table.Td>
              <Table.Td>{areas[visit.areaCode] ?? visit.areaCode}</Table.Td>
              <Table.Td>
                <Anchor component={Link} to={`/visits/log/${visit.eventId}`}>
                  {time.format(new Date(visit.beganAt))}
                </Anchor>{" "}
                {t(`channel.${visit.channel}`)}
              </Table.Td>
              <Table.Td>{nameOf(visit.authorId)}</Table.Td>
              <Table.Td data-line>
                {visit.answer && (
                  <Text size="sm" fw={600}>
                    {t("callback.said", {
                      ...{ answer: t(`callback.answer.${visit.answer}`), name: nameOf(visit.calledBy) },
                      at: visit.calledAt ? time.format(new Date(visit.calledAt)) : "",
                    })}
                  </Text>
                )}
                {mayCheck && (
                  <Form method="post" action={action} className="no-print" preventScrollReset>
                    <input type="hidden" name="event" value={visit.eventId} />
                    <Group gap="xs" align="end" wrap="nowrap">
                      <NativeSelect
                        name="answer"
                        size="xs"
                        aria-label={t("callback.answerOf", { name: visit.name ?? "••••" })}
                        data={[
                          { value: "", label: t("callback.choose") },
                          ...CALLBACK_ANSWERS.map((answer) => ({ value: answer, label: t(`callback.answer.${answer}`) })),
                        ]}
                      />
                      <Button type="submit" size="xs" variant="default" name="intent" value="answer">
                        {t("callback.note")}
                      </Button>
                    </Group>
                  </Form>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
