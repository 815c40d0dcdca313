import { Alert, Button, FileInput, Group, Image, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DANGER } from "./warning-tone";

interface PhotoWallProps {
  readonly facilityId: string;
  readonly photos: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly caption: string;
    readonly takenOn: string | null;
  }[];
  readonly mayWrite: boolean;
}

interface PhotoAnswer {
  readonly refusal: { readonly kind: string } | null;
}

/** Pictures of the place, and for planners the way to add and take down. */
export function PhotoWall({ facilityId, photos, mayWrite }: PhotoWallProps) {
  const { t } = useTranslation("catalog");
  const sending = useFetcher<PhotoAnswer>();
  const action = `/plan/facilities/${facilityId}/photos`;
  const refusal = sending.data?.refusal;
  return (
    <Stack gap="sm">
      {photos.length === 0 && <Text c="dimmed">{t("photo.none")}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
        {photos.map((photo) => (
          <figure key={photo.id} style={{ margin: 0 }}>
            <Image src={`/photos/${photo.fileName}`} alt={photo.caption || t("photo.untold")} radius="md" loading="lazy" />
            <Group justify="space-between" gap="xs" component="figcaption">
              <Text size="sm">{[photo.caption, photo.takenOn].filter(Boolean).join(" · ")}</Text>
              {mayWrite && (
                <sending.Form method="post" action={action} encType="multipart/form-data">
                  <input type="hidden" name="photo" value={photo.id} />
                  <Button
                    type="submit"
                    name="intent"
                    value="take-down"
                    variant="subtle"
                    c={DANGER}
                    size="compact-sm"
                    aria-label={t("photo.takeDownNamed", { name: photo.caption })}
                  >
                    {t("photo.takeDown")}
                  </Button>
                </sending.Form>
              )}
            </Group>
          </figure>
        ))}
      </SimpleGrid>
      {refusal && (
        <Alert color="red" role="alert">
          {t(`photo.refusal.${refusal.kind}`)}
        </Alert>
      )}
      {mayWrite && (
        <sending.Form method="post" action={action} encType="multipart/form-data" noValidate>
          <Group align="flex-end" gap="sm">
            <FileInput
              name="file"
              label={t("photo.file")}
              description={t("photo.what")}
              accept="image/*"
              withAsterisk
              w="18rem"
            />
            <TextInput name="caption" label={t("photo.caption")} maxLength={120} />
            <TextInput name="takenOn" label={t("photo.takenOn")} type="date" />
            <Button type="submit" name="intent" value="add" variant="default" loading={sending.state !== "idle"}>
              {t("photo.add")}
            </Button>
          </Group>
        </sending.Form>
      )}
    </Stack>
  );
}
