namespace loyalane { namespace math {} }
