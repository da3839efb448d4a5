#include "generate/random.h"

#include <gtest/gtest.h>

namespace loyalane::generate {
namespace {

TEST(SplitMix64, GivesThePublishedSequence) {
  // Seed 1234567: the test vector that Rosetta Code, "Pseudo-random numbers/Splitmix64", states for Vigna's
  // splitmix64.c.
  SplitMix64 random(1234567);
  EXPECT_EQ(random.Next(), 6457827717110365317u);
  EXPECT_EQ(random.Next(), 3203168211198807973u);
  EXPECT_EQ(random.Next(), 9817491932198370423u);
  EXPECT_EQ(random.Next(), 4593380528125082431u);
  EXPECT_EQ(random.Next(), 16408922859458223821u);
}

TEST(Dice, StaysBelowItsBound) {
  RowDice dice(1);
  bool seen[6] = {};
  for (int i = 0; i < 1'000; ++i) {
    const uint32_t face = dice.Below(6);
    ASSERT_LT(face, 6u);
    seen[face] = true;
  }
  for (const bool was_seen : seen) EXPECT_TRUE(was_seen);
}

TEST(Dice, PermilleZeroIsNeverAndThousandAlways) {
  RowDice dice(2);
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_FALSE(dice.Permille(0));
    EXPECT_TRUE(dice.Permille(1000));
  }
}

}  // namespace
}  // namespace loyalane::generate
