import { Alert, Button, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { GRADES, INSPECTION_KINDS, INSPECTION_RESULTS, USUAL_STANDARD, type ResultField } from "../domain/published-result";
import { useActionInCity } from "./own-city";

interface PublishedResultFormProps {
  readonly kind: "grade" | "inspection";
  readonly cityCode: string;
  readonly today: string;
  /** what was typed, where it was refused */
  readonly typed: Readonly<Record<string, string>> | null;
  readonly wrong: readonly ResultField[];
}

/** Writes down what was published elsewhere: a grade, or what an inspection found. */
export function PublishedResultForm({ kind, cityCode, today, typed, wrong }: PublishedResultFormProps) {
  const { t } = useTranslation("catalog");
  const action = useActionInCity(cityCode);
  const field = (name: ResultField, usual = "") => ({
    ...{ name, label: t(`published.field.${name}`), defaultValue: typed?.[name] ?? usual },
    error: wrong.includes(name) ? t(`published.wrong.${name}`) : null,
  });
  const worded = (prefix: string, keys: readonly string[]) => keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`) }));
  return (
    <Form method="post" action={action} noValidate>
      <input type="hidden" name="intent" value={kind} />
      <Stack gap="sm">
        {wrong.length > 0 && (
          <Alert color="red" role="alert">
            {t("published.refused")}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          {kind === "grade" ? (
            <>
              <NativeSelect {...field("grade", "B")} data={[...GRADES]} />
              <TextInput {...field("standard", USUAL_STANDARD)} />
              <TextInput {...field("on", today)} type="date" />
              <TextInput {...field("validTo")} type="date" />
            </>
          ) : (
            <>
              <NativeSelect {...field("how", "routine")} data={worded("published.how", INSPECTION_KINDS)} />
              <NativeSelect {...field("result", "passed")} data={worded("published.result", INSPECTION_RESULTS)} />
              <TextInput {...field("on", today)} type="date" />
              <TextInput {...field("findings", "0")} inputMode="numeric" />
              <TextInput {...field("openFindings", "0")} inputMode="numeric" />
              <TextInput {...field("summary")} />
            </>
          )}
          <TextInput {...field("by")} />
          <TextInput {...field("source")} withAsterisk />
        </SimpleGrid>
        <div>
          <Button type="submit" variant="default">
            {t(`published.publish.${kind}`)}
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
