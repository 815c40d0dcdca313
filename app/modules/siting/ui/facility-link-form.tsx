import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PremisesRefusal } from "../domain/premises/premises-refusal";
import { usePremisesRefusal } from "./premises-refusal-words";

interface FacilityLinkFormProps {
  readonly facilityId: string | null;
  readonly refused: { readonly refusal: PremisesRefusal; readonly facility: string } | null;
}

/** Which facility of the catalog they have become. */
export function FacilityLinkForm({ facilityId, refused }: FacilityLinkFormProps) {
  const { t } = useTranslation("siting");
  const words = usePremisesRefusal();
  return (
    <Form method="post" noValidate>
      <Stack gap="sm">
        {refused && (
          <Alert color="red" role="alert">
            {words(refused.refusal)}
          </Alert>
        )}
        <Group gap="sm" align="flex-end">
          <TextInput
            name="facility"
            label={t("premises.facilityWhich")}
            description={t("premises.facilityWhat")}
            defaultValue={refused?.facility ?? facilityId ?? ""}
            inputWrapperOrder={["label", "input", "description"]}
            style={{ flex: "1 1 16rem" }}
          />
          <Button type="submit" name="intent" value="link" variant="default">
            {t("premises.facilityLink")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
