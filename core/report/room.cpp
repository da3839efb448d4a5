namespace loyalane { namespace report {} }
