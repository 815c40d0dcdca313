import { Anchor, Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LINES, SECTORS, SERVED_LEVELS, type FacilityKindRefusal } from "../domain/service-type";
import type { Typed } from "./registry-form-value";

interface FacilityKindFormProps {
  readonly typed: Typed;
  readonly refusals: readonly (FacilityKindRefusal | { readonly kind: "not-permitted" })[];
  readonly isNew: boolean;
}

/** One kind of facility. */
export function FacilityKindForm({ typed, refusals, isNew }: FacilityKindFormProps) {
  const { t } = useTranslation("catalog");
  const errorOf = (field: string) => {
    const refusal = refusals.find((candidate) =>
      candidate.kind === "name-missing"
        ? field === (candidate.language === "en" ? "nameEn" : "nameZh")
        : candidate.kind !== "not-permitted" && field === "key",
    );
    return refusal && t(`registry.refusal.${refusal.kind}`, { ...refusal });
  };
  const text = (name: string) => ({ name, label: t(`registry.${name}`), defaultValue: typed[name] ?? "", error: errorOf(name) });
  const worded = (prefix: string, keys: readonly string[]) => keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`) }));
  return (
    <Form method="post">
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput {...text("nameZh")} required />
          <TextInput {...text("nameEn")} required />
          <TextInput {...text("key")} description={t("registry.keyWhat")} required readOnly={!isNew} />
          <NativeSelect {...text("sector")} data={worded("sector", SECTORS)} />
          <NativeSelect {...text("line")} data={worded("line", LINES)} />
          <NativeSelect
            {...text("servesLevel")}
            description={t("registry.servesLevelWhat")}
            data={worded("servedLevel", SERVED_LEVELS)}
          />
          <TextInput {...text("order")} inputMode="numeric" />
        </SimpleGrid>
        <Group>
          <Button type="submit">{t("form.save")}</Button>
          <Anchor component={Link} to="/plan/types">
            {t("form.cancel")}
          </Anchor>
        </Group>
      </Stack>
    </Form>
  );
}
