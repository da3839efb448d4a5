#include "plain_answer.h"

#include <cstdlib>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace loyalane::bench {
namespace {

// Columns of the W1 layout.
enum Column : size_t { kWaybill = 0, kCustomer = 1, kShipDate = 3, kFreight = 10 };

int64_t MinorOf(const std::string& amount) {
  const size_t point = amount.find('.');
  std::string digits = amount.substr(0, point);
  std::string decimals = point == std::string::npos ? "" : amount.substr(point + 1);
  decimals.resize(2, '0');
  return std::strtoll((digits + decimals).c_str(), nullptr, 10);
}

struct Customer {
  std::unordered_set<std::string> waybills;
  std::unordered_set<std::string> days;
};

}  // namespace

Answer PlainAnswer(std::string_view file) {
  Answer answer;
  std::unordered_map<std::string, Customer> customers;
  std::vector<std::string> cells(1);
  bool quoted = false;
  bool header = true;
  for (const char c : file) {
    if (c == '"') {
      quoted = !quoted;  // W1 has no quotes inside a cell
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c == '\n' && !quoted) {
      if (!header) {
        ++answer.rows;
        answer.amount_minor += MinorOf(cells[kFreight]);
        Customer& customer = customers[cells[kCustomer]];
        customer.waybills.insert(cells[kWaybill]);
        customer.days.insert(cells[kShipDate]);
      }
      header = false;
      cells.assign(1, {});
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  answer.customers = customers.size();
  for (const auto& [id, customer] : customers) {
    answer.waybills += customer.waybills.size();
    answer.customer_days += customer.days.size();
  }
  return answer;
}

}  // namespace loyalane::bench
