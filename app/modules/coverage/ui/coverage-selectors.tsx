import { Button, Chip, Group, Input, NativeSelect, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReachMethod } from "~/modules/places/domain/reach";
import type { CoverageQuery } from "../domain/coverage-query";
import type { QueryField } from "../domain/query-problem";
import type { ReadQuery } from "../domain/read-query";
import classes from "./coverage-screen.module.css";
import { groupText, limitText, nameIn } from "./figure-text";
import { limitOptions } from "./limit-options";
import { problemText } from "./problem-words";

interface Named {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface CoverageSelectorsProps extends Pick<ReadQuery, "own" | "chosen" | "problems"> {
  readonly query: CoverageQuery;
  readonly choices: {
    readonly types: readonly Named[];
    readonly groups: { readonly main: readonly string[]; readonly bands: readonly string[] };
    readonly walkers: readonly (Named & { readonly speedKmh: number })[];
    /** the best first; one alone is no choice */
    readonly methods: readonly ReachMethod[];
  };
  /** the page the question goes to */
  readonly action?: string;
  /** what this page asks besides, before the button */
  readonly more?: ReactNode;
}

/**
 * The question as a plain form: it works before any script arrives, and the answer's address can be kept. What is left to
 * the service is sent as nothing, so that another service brings its own. A value that will not do stays in its field.
 */
export function CoverageSelectors(props: CoverageSelectorsProps) {
  const { query, own, chosen, problems, choices, action = "/plan", more } = props;
  const { t, i18n } = useTranslation("coverage");
  const option = (value: string) => ({ value, label: groupText(value, t) });
  const problemOf = (...fields: QueryField[]) =>
    problems.find(({ field, kind }) => fields.includes(field) && kind !== "both-limits");
  const field = (value: string, isChosen: boolean, ...fields: QueryField[]) => {
    const problem = problemOf(...fields);
    return {
      error: problem && problemText(problem, t),
      defaultValue: problem?.given ?? (isChosen ? value : ""),
      typed: problem ? [{ value: problem.given, label: problem.given }] : [],
    };
  };
  const group = field(query.group, chosen.group, "group");
  const walker = field(query.walker, chosen.walker, "walker");
  const limit = limitOptions(query.limit, problemOf("minutes", "metres"), t);
  const limitField = field(limit.value, chosen.limit, "minutes", "metres");
  const day = problemOf("date");
  const types = problemOf("types");
  const walkerName = (key: string) => {
    const found = choices.walkers.find((one) => one.key === key);
    return found ? t("walkerOption", { name: nameIn(i18n.language, found), speed: found.speedKmh }) : key;
  };
  const follow = (value: string) => ({ value: "", label: t("own", { value }) });
  return (
    <Form method="get" action={action} className="no-print" key={JSON.stringify([query, chosen, problems])} preventScrollReset>
      <input type="hidden" name="city" value={query.cityCode} />
      <div className={`surface ${classes.question}`}>
        <div>
          <Group gap={6} role="group" aria-label={t("types")}>
            {choices.types.map((type) => (
              <Chip key={type.key} name="types" value={type.key} size="sm" defaultChecked={query.types.includes(type.key)}>
                {nameIn(i18n.language, type)}
              </Chip>
            ))}
          </Group>
          {types && <Input.Error mt={4}>{problemText(types, t)}</Input.Error>}
          <Text size="sm" c="dimmed" mt={6}>
            {query.types.length > 1 ? t("anyOf") : t("follows")}
          </Text>
        </div>
        <Group align="flex-start" gap="sm" className={classes.fields!}>
          <NativeSelect
            name="group"
            label={t("group")}
            error={group.error}
            defaultValue={group.defaultValue}
            data={[
              ...group.typed,
              follow(groupText(own.group, t)),
              { group: t("groupsMain"), items: choices.groups.main.map(option) },
              { group: t("groupsBands"), items: choices.groups.bands.map(option) },
            ]}
          />
          <NativeSelect
            name="walker"
            label={t("walker")}
            error={walker.error}
            defaultValue={walker.defaultValue}
            data={[
              ...walker.typed,
              follow(
                nameIn(
                  i18n.language,
                  choices.walkers.find(({ key }) => key === own.walker) ?? { nameZh: own.walker, nameEn: own.walker },
                ),
              ),
              ...choices.walkers.map(({ key }) => ({ value: key, label: walkerName(key) })),
            ]}
          />
          <NativeSelect
            name={limit.name}
            label={limit.label}
            error={limitField.error}
            defaultValue={limitField.defaultValue}
            data={[...limitField.typed, follow(limitText(own.limit, t)), ...limit.options]}
          />
          <TextInput
            type={day ? "text" : "date"}
            name="date"
            label={t("date")}
            error={day && problemText(day, t)}
            defaultValue={day?.given ?? query.date}
            required
          />
          {choices.methods.length > 1 && (
            <NativeSelect
              name="method"
              label={t("method")}
              defaultValue={query.method}
              data={choices.methods.map((key) => ({ value: key, label: t(`methods.${key}`) }))}
            />
          )}
          {more}
          <Button type="submit" className={classes.show!}>
            {t("show")}
          </Button>
        </Group>
      </div>
    </Form>
  );
}
