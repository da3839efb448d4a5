namespace loyalane { namespace model {} }
