import { Alert, Button, NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { LINES } from "~/shared/line";
import { ROLES } from "../domain/role";
import type { RefusalShown } from "./refusal-alert";
import { RefusalAlert } from "./refusal-alert";

export type TypedGrant = Readonly<Record<"role" | "line" | "area" | "validFrom" | "lastDay", string>>;

interface GrantFormProps {
  readonly today: string;
  /** what a refused form opens with again */
  readonly typed: TypedGrant | null;
  readonly refusal: RefusalShown | null;
  readonly isSaved: boolean;
}

/** A sentence to complete: role, line, area, from, to. */
export function GrantForm({ today, typed, refusal, isSaved }: GrantFormProps) {
  const { t } = useTranslation("accounts");
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="intent" value="give-grant" />
      <Stack gap="sm">
        {isSaved && (
          <Alert color="jade" variant="light" role="status">
            {t("person.saved")}
          </Alert>
        )}
        <RefusalAlert refusal={refusal} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NativeSelect
            name="role"
            label={t("grant.role")}
            defaultValue={typed?.role ?? "caregiver"}
            data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <NativeSelect
            name="line"
            label={t("grant.line")}
            defaultValue={typed?.line ?? ""}
            data={["", ...LINES].map((line) => ({ value: line, label: t(`line.${line}`) }))}
          />
          <AreaEntry name="area" label={t("grant.area")} description={t("grant.areaWhat")} defaultValue={typed?.area ?? ""} />
          <div />
          <TextInput
            type="date"
            name="validFrom"
            label={t("grant.validFrom")}
            defaultValue={typed?.validFrom ?? today}
            min={today}
          />
          <TextInput type="date" name="lastDay" label={t("grant.lastDay")} defaultValue={typed?.lastDay ?? ""} min={today} />
        </SimpleGrid>
        <Button type="submit" style={{ alignSelf: "start" }}>
          {t("grant.submit")}
        </Button>
      </Stack>
    </Form>
  );
}
