#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace loyalane {
namespace {

Result<int> Half(int value) {
  if (value % 2 != 0) return Error(ErrorId::kJsonBadValue).With("value", std::to_string(value));
  return value / 2;
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> half = Half(8);
  ASSERT_TRUE(half.ok());
  EXPECT_TRUE(static_cast<bool>(half));
  EXPECT_EQ(*half.operator->(), 4);
  EXPECT_EQ(half.value(), 4);
  const Result<int> none = Half(7);
  ASSERT_FALSE(none.ok());
  EXPECT_FALSE(static_cast<bool>(none));
  EXPECT_EQ(none.error().id, ErrorId::kJsonBadValue);
  EXPECT_EQ(none.error().params[0].second, "7");
}

TEST(Result, CarriesWhatCanOnlyMove) {
  Result<std::unique_ptr<std::string>> made(std::make_unique<std::string>("abc"));
  ASSERT_TRUE(made);
  EXPECT_EQ(**made, "abc");
  (*made)->push_back('d');
  const std::unique_ptr<std::string> taken = std::move(made).value();
  EXPECT_EQ(*taken, "abcd");
}

TEST(Status, IsDoneOrAnError) {
  const Status done = Done{};
  EXPECT_TRUE(done.ok());
  const Status failed = Error(ErrorId::kFileEmpty);
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().id, ErrorId::kFileEmpty);
}

}  // namespace
}  // namespace loyalane
