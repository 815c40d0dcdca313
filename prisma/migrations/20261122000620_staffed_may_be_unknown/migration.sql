-- Nobody said how many places are staffed: unknown, and never taken for the licensed number.
-- The checks stay as they are: a comparison with an unknown number is not false.
ALTER TABLE "capacity" ALTER COLUMN "staffed" DROP NOT NULL;
