// Who is who, as the page and the exports have it: merges that the settings made, merges and groups that are suggested,
// and groups rolled up.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "intake/import_job.h"
#include "report/result_tables.h"
#include "workspace/customer_groups.h"
#include "workspace/merge_suggestions.h"

namespace loyalane::workspace {

class Workspace;

// The merge report: first what was merged, then what is suggested, best first. One row a merged customer or a
// suggestion. `data` must outlive it.
[[nodiscard]] report::ResultTable MergeResultTable(const intake::ImportedData& data,
                                                   const std::shared_ptr<const MergeSuggestions>& suggestions,
                                                   Language language);

// {suggestions: [{kind, into: {id, name, waybills, amount, lastShip}, from: {...}, evidence: [{zh, en}], score}],
// total, applied: [{into, from: [id]}]}; score 0..1, amounts as decimal text. Error: WORKSPACE-101 nothing loaded.
[[nodiscard]] Result<std::string> MergesJson(Workspace& work);

// {groups: [{name, amount, share, waybills, members: [{id, name, type, amount, share}]}], total}; the groups with most
// money, each with its largest members. Errors: WORKSPACE-101; those of the segmentation.
[[nodiscard]] Result<std::string> GroupsJson(Workspace& work);
inline constexpr size_t kGroupsShown = 500;
inline constexpr size_t kGroupMembersShown = 200;

}  // namespace loyalane::workspace
