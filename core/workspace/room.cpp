namespace loyalane { namespace workspace {} }
