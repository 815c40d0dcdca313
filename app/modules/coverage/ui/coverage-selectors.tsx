import { Button, Chip, Group, NativeSelect, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CoverageQuery } from "../domain/coverage-query";
import classes from "./coverage-screen.module.css";
import { groupText, nameIn } from "./figure-text";

interface CoverageSelectorsProps {
  readonly query: CoverageQuery;
  readonly choices: {
    readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string }[];
    readonly groups: readonly string[];
    readonly walkers: readonly {
      readonly key: string;
      readonly nameZh: string;
      readonly nameEn: string;
      readonly speedKmh: number;
    }[];
  };
}

const MINUTES = [5, 10, 15, 20, 30];

/** The question as a plain form: it works before any script arrives, and the answer's address can be kept. */
export function CoverageSelectors({ query, choices }: CoverageSelectorsProps) {
  const { t, i18n } = useTranslation("coverage");
  const { limit } = query;
  const minutes = limit.by === "minutes" ? [...new Set([...MINUTES, limit.minutes])].sort((a, b) => a - b) : MINUTES;
  const limitField = limit.by === "minutes" ? "minutes" : "metres";
  const limits =
    limit.by === "minutes"
      ? minutes.map((value) => ({ value: String(value), label: t("minutesOption", { minutes: value }) }))
      : [...new Set([1_000, 2_000, 3_000, 5_000, limit.metres])]
          .sort((a, b) => a - b)
          .map((metres) => ({ value: String(metres), label: t("metresOption", { metres }) }));
  return (
    <Form method="get" action="/plan" className="no-print" key={JSON.stringify(query)}>
      <input type="hidden" name="city" value={query.cityCode} />
      <div className={`surface ${classes.question}`}>
        <Group gap={6} role="group" aria-label={t("types")}>
          {choices.types.map((type) => (
            <Chip key={type.key} name="types" value={type.key} size="sm" defaultChecked={query.types.includes(type.key)}>
              {nameIn(i18n.language, type)}
            </Chip>
          ))}
        </Group>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            name="group"
            label={t("group")}
            defaultValue={query.group}
            data={choices.groups.map((value) => ({ value, label: groupText(value, t) }))}
          />
          <NativeSelect
            name="walker"
            label={t("walker")}
            defaultValue={query.walker}
            data={choices.walkers.map((walker) => ({
              value: walker.key,
              label: t("walkerOption", { name: nameIn(i18n.language, walker), speed: walker.speedKmh }),
            }))}
          />
          <NativeSelect
            name={limitField}
            label={t("limit")}
            defaultValue={String(limit.by === "minutes" ? limit.minutes : limit.metres)}
            data={limits}
          />
          <TextInput type="date" name="date" label={t("date")} defaultValue={query.date} required />
          <Button type="submit">{t("show")}</Button>
        </Group>
      </div>
    </Form>
  );
}
