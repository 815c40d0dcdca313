import { Button, Input, Group, Image, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OrderPhotoSaid } from "../domain/listed-order";
import classes from "./order-list.module.css";

interface OrderPhotosProps {
  readonly orderId: string;
  readonly photos: readonly OrderPhotoSaid[];
  readonly people: Readonly<Record<string, string>>;
  readonly at: (iso: string) => string;
  readonly mayAdd: boolean;
}

/** Pictures of what was found and done, and the way to add one; it works without scripts. */
export function OrderPhotos({ orderId, photos, people, at, mayAdd }: OrderPhotosProps) {
  const { t } = useTranslation("work-orders");
  const here = `/visits/orders/${orderId}/photos`;
  return (
    <>
      {photos.length === 0 && <Text c="dimmed">{t("orders.photo.none")}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
        {photos.map((photo, index) => (
          <figure key={photo.id} style={{ margin: 0 }}>
            <a href={`${here}/${photo.id}`}>
              <Image src={`${here}/${photo.id}`} alt={t("orders.photo.of", { number: index + 1 })} radius="md" loading="lazy" />
            </a>
            <Text size="sm" c="dimmed" component="figcaption">
              {people[photo.addedBy ?? ""] ?? t("orders.somebody")} · {at(photo.addedAt)}
            </Text>
          </figure>
        ))}
      </SimpleGrid>
      {mayAdd && (
        <form method="post" action={here} encType="multipart/form-data">
          <Group align="end">
            <Input.Wrapper id="photo" label={t("orders.photo.file")} description={t("orders.photo.what")} maw="30rem">
              <input id="photo" type="file" name="file" accept="image/*" className={classes.file} />
            </Input.Wrapper>
            <Button type="submit" variant="default">
              {t("orders.photo.add")}
            </Button>
          </Group>
        </form>
      )}
    </>
  );
}
